// Inside the frame: what SimCord's page leaves to its toolbar, which is hidden here, and to the reader's scrolling.

// ---- failures, said where one looks

const status = document.getElementById("action-status");
const words = {
  "Action outcome uncertain. It will not be retried.": "Onward did not answer. The terminal that it runs in says more.",
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
function stay() {
  height = timeline.scrollHeight;
  if (atEnd) timeline.scrollTop = height;
}
const sizes = new ResizeObserver(stay);
sizes.observe(timeline);
sizes.observe(document.getElementById("channel-message-list"));

// ---- links to messages of this server lead there, and read as they do in Discord

const LINK = /^https:\/\/discord\.com\/channels\/\d+\/(\d+)(?:\/\d+)?$/;

function readable() {
  for (const link of document.querySelectorAll("#channel-message-list a")) {
    if (LINK.test(link.href) && link.textContent === link.href) link.textContent = "Go to the message";
  }
}
new MutationObserver(readable).observe(document.getElementById("channel-message-list"), { childList: true, subtree: true });

document.addEventListener("click", (event) => {
  const found = event.target instanceof Element && LINK.exec(event.target.closest("a")?.href ?? "");
  if (!found) return;
  event.preventDefault();
  parent.postMessage({ onward: "go", channel: found[1] }, "*");
}, true);

// ---- tell the page around when there is something to see

async function whenReady() {
  while (!window.simcordPreview?.ready) await new Promise((resolve) => setTimeout(resolve, 30));
  await document.fonts.ready;
  atEnd = true;
  stay();
  requestAnimationFrame(() => parent.postMessage({ onward: "ready" }, "*"));
}
whenReady();
