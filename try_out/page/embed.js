// Inside the frame: SimCord reports failures in its toolbar, which is hidden here; this says them under the conversation.

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
