"""Send standard input to a websocket as one message and print the last answer.

Run by SCANEO's own Python, which has `websockets`: QGIS's has not.
"""

import sys

from websockets.sync.client import connect


def main() -> None:
    last = None
    with connect(sys.argv[1], max_size=None, close_timeout=5) as socket:
        socket.send(sys.stdin.read())
        for answer in socket:
            last = answer
    if last is None:
        sys.exit("the server closed the connection without an answer")
    print(last)


if __name__ == "__main__":
    main()
