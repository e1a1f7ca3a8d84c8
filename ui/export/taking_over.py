"""What others changed in the open campaign's folder comes first, whatever the dock exports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Optional

from ...core.campaign.merging.folder_merge import changed_files
from ...core.campaign.opening.open_campaign import OpenedCampaign
from ...core.workspace.workspace_ref import WorkspaceRef
from ..work.bar_messages import conflicts_message
from ..work.host import Host
from ..work.steps import Steps, in_thread
from ..work.unread import reading_rest
from ..work.work import Work


def taking_over(
    host: Host, work: Work, workspace: WorkspaceRef, back: Callable[[], None] = lambda: None
) -> Steps[Optional[Sequence[str]]]:
    """Opens the campaign again where files changed (`changed_files`): only then is it to be merged,
    and people, who go on labelling during an export, have their layers taken from their hands.

    After it, nothing is merged any more (``merge=False``): a preview must not change rows under
    open layers, and an export writes only what its preview has shown. Opening and exporting merge
    by the same code (`core/campaign/merging/update_images.py`).

    ``back`` shows the page again on which the export was asked for: the campaign's is shown then.
    Answers the files that were merged; None where nothing can be exported, and the user was told
    why: there are open conflicts, or the campaign could not be opened.
    """

    def tell(opened: OpenedCampaign) -> None:
        if opened.conflicts:
            work.tell(*conflicts_message(opened))

    yield from reading_rest(host.session)
    if not (yield from in_thread(lambda feedback: changed_files(workspace))):
        return ()
    opened = yield from host.reload(tell)
    if opened is None or opened.conflicts:
        return None
    back()
    return opened.merged
