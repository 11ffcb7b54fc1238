"""SimCord's Preview, made to live in a page of ours: one per person and channel, several at once.

The rest of SimCord's private switches; `try_out.simulator` holds the others and checks the version.
"""

from __future__ import annotations

import asyncio
import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiohttp import web
from simcord import ChannelHandle, Env, MemberActor, UserHandle
from simcord.preview import Preview, _validate_preview
from simcord.preview._server import PreviewServer

from try_out import simulator as simulator  # refuses a SimCord that these switches were not written for

PAGE = Path(__file__).with_name("page")
EMBED_STYLE, EMBED_SCRIPT = "/embed.css", "/embed.js"
EMBED_TAGS = (
    f'<link rel="stylesheet" href="{EMBED_STYLE}"><script type="module" src="{EMBED_SCRIPT}"></script></head>'
)
NOTHING_YET = "Nothing here yet. Type / to see what Onward can do for you."


class _FramedServer(PreviewServer):
    """Serves a Preview to our own page alone, without the tools that SimCord's developers put around it."""

    _STATIC_FILES = {  # noqa: RUF012 - SimCord's own declaration
        **PreviewServer._STATIC_FILES,
        EMBED_STYLE: "embed.css",
        EMBED_SCRIPT: "embed.js",
    }

    def __init__(self, preview: Preview, framed_by: tuple[str, ...]) -> None:
        super().__init__(preview)
        headers = dict(PreviewServer._SECURITY_HEADERS)
        del headers["X-Frame-Options"]
        headers["Content-Security-Policy"] = headers["Content-Security-Policy"].replace(
            "frame-ancestors 'none'", f"frame-ancestors {' '.join(framed_by)}"
        )
        self._SECURITY_HEADERS = headers  # type: ignore[misc]  # a class variable there, one per page here

    async def _static(self, request: web.Request) -> web.Response:
        if request.path in (EMBED_STYLE, EMBED_SCRIPT) and request.host in self._allowed_hosts():
            kind = "text/css" if request.path == EMBED_STYLE else "application/javascript"
            text = (PAGE / request.path.lstrip("/")).read_text(encoding="utf-8")
            return web.Response(text=text, content_type=kind, headers=self._SECURITY_HEADERS)
        response: web.Response = await super()._static(request)
        if request.path == "/preview.css":
            # 30 MB of fonts, fetched anew for each conversation; the system's own are there already.
            response.text = re.sub(r"@font-face \{.*?\}", "", response.text or "", flags=re.DOTALL)
        if request.path == "/":
            text = (response.text or "").replace("</head>", EMBED_TAGS)
            response.text = text.replace("No messages in this channel.", NOTHING_YET)
        return response


class LivePreview(Preview):
    """One channel as one person sees it, kept current while others act."""

    # A laptop that slept for ten minutes shall not find every conversation ended.
    _PAGE_LEASE_SECONDS = math.inf
    _MAX_PAGES = 64

    def __init__(
        self,
        env: Env,
        channel: ChannelHandle,
        viewer: MemberActor | UserHandle,
        *,
        turn: asyncio.Lock,
        framed_by: tuple[str, ...],
        zone: str,
        assets: Mapping[str, tuple[str, bytes]],
    ) -> None:
        """`turn` is held while somebody acts or time moves; `framed_by` are the origins around it."""
        look: dict[str, Any] = {"width": 960, "height": 720, "locale": "en-GB", "timezone": zone}
        look |= {"layout": "channel", "display": "responsive", "presentation_time": None}
        channel, viewers, assets, _, port = _validate_preview(env, channel, (viewer,), assets=assets, **look)
        super().__init__(env, channel, viewers, assets=assets, port=port, **look)
        self._server = _FramedServer(self, framed_by)
        self._turn = turn

    async def __aenter__(self) -> LivePreview:
        self.env._preview = None  # SimCord wants one Preview per environment; it need not know of the others
        await super().__aenter__()
        return self

    async def _action(self, context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        async with self._turn:
            self.env._preview = self  # the one that SimCord tells of what the action sent
            if isinstance(body, dict):
                # A click on what one saw half a second ago counts; what is gone is refused all the same.
                body = {**body, "published_revision": self._get_page(context_id).revision}
            return await super()._action(context_id, body)

    def _finish_action(
        self, page: Any, action: Any, settlement: str, cursor: int, *rest: Any, **more: Any
    ) -> dict[str, Any]:
        """SimCord counts an action as failed when the bot raised anything; here an answer is one: the bot
        raises what it then says kindly."""
        interaction = more.get("interaction") or action.interaction
        if interaction is not None and interaction.responded:
            cursor = self.env.error_cursor
        return super()._finish_action(page, action, settlement, cursor, *rest, **more)

    @property
    def is_watched(self) -> bool:
        """Whether a browser has it open."""
        return len(self._pages) > 1  # the first is SimCord's own, for scripts
