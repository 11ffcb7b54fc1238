// Inside the frame: what SimCord's page leaves to its toolbar, which is hidden here, and to the reader's scrolling.

// ---- failures, said where one looks

const status = document.getElementById("action-status");
const words = {
  "Action was not completed.": "That did not work. What you clicked may have changed; please try once more.",
  "Connection interrupted; trying again…": "The connection is interrupted; trying again.",
};

const box = document.createElement("p");
box.className = "onward-notice";
box.setAttribute("role", "status");
box.hidden = true;
document.body.append(box);

let timer;
new MutationObserver(() => {
  const text = words[status.textContent];
  if (!text) return;
  box.textContent = text;
  box.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => { box.hidden = true; }, 6000);
}).observe(status, { childList: true, characterData: true, subtree: true });

// ---- a conversation that was read to its end stays at its end when something comes

const timeline = document.getElementById("channel-timeline");
const NEAR = 160;
let height = timeline.scrollHeight;
let atEnd = true;

timeline.addEventListener("scroll", () => {
  if (timeline.scrollHeight !== height) return; // moved by what came, not by the reader
  atEnd = height - timeline.scrollTop - timeline.clientHeight < NEAR;
});
new ResizeObserver(() => {
  height = timeline.scrollHeight;
  if (atEnd) timeline.scrollTop = height;
}).observe(document.getElementById("channel-message-list"));
