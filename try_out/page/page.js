// The shell around the conversations: who one is, what one sees, what is new, and the passing of time.

const $ = (id) => document.getElementById(id);
const POLL = 1000;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

let world = null; // the latest answer of /api/state
let me = null; // the chosen person's id
let here = {}; // person id -> the channel that they look at
let seen = {}; // "person:channel" -> the newest message id that they have seen
let framed = null; // what the frame shows: "person:channel"

// ---- asking

async function ask(path, body) {
  const answer = await fetch(path, body && {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

function tell(text) {
  const notice = $("notice");
  notice.textContent = text;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { notice.textContent = ""; }, 6000);
}

async function refresh() {
  try {
    world = await ask("/api/state");
    if (refresh.lost) tell("Connected again.");
    refresh.lost = false;
    show();
  } catch {
    if (!refresh.lost) tell("The try-out has stopped. Start it again with make run, then reload this page.");
    refresh.lost = true;
  }
}

// ---- what is new

const newer = (a, b) => BigInt(a) > BigInt(b);
const key = (person, channel) => `${person.id}:${channel.id}`;
const person = () => world.people.find((p) => p.id === me);
const current = () => person().channels.find((c) => c.id === here[me]);

function isNew(who, channel) {
  return newer(channel.last, seen[key(who, channel)] ?? world.started);
}

function markSeen() {
  const channel = current();
  if (channel) seen[key(person(), channel)] = channel.last;
}

// ---- drawing; nothing is rebuilt that did not change, so that the keyboard's focus stays where it is

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function redraw(list, wanted, build) {
  const drawn = JSON.stringify(wanted);
  if (list.dataset.drawn === drawn) return;
  list.dataset.drawn = drawn;
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  list.replaceChildren(...wanted.map(build));
  if (focused) list.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
}

function show() {
  if (!person()) me = world.people[0].id;
  if (!current()) here[me] = person().channels[0].id;
  markSeen();
  drawClock();
  drawPeople();
  drawChannels();
  drawView();
}

function drawClock() {
  const now = new Date(world.now);
  const of = (options) => new Intl.DateTimeFormat("en-GB", options).format(now);
  $("day").textContent = of({ weekday: "short", day: "numeric", month: "short" });
  $("clock").textContent = of({ hour: "2-digit", minute: "2-digit" });
  $("clock").dateTime = world.now;
}

function drawPeople() {
  const wanted = world.people.map((p) => ({
    id: p.id, name: p.name, role: p.role, mine: p.id === me,
    news: p.id !== me && p.channels.some((c) => isNew(p, c)),
  }));
  redraw($("people"), wanted, (p) => {
    const label = make("label", "person");
    const radio = make("input");
    Object.assign(radio, { type: "radio", name: "person", value: p.id, checked: p.mine });
    radio.dataset.id = p.id;
    radio.addEventListener("change", () => become(p.id));
    const face = make("img", "face");
    Object.assign(face, { src: `/faces/${p.id}`, alt: "" });
    const who = make("span", "who", p.name);
    who.append(make("span", "role", p.role));
    label.append(radio, face, who);
    if (p.news) label.append(dot());
    return label;
  });
}

function dot() {
  const mark = make("span", "dot");
  mark.title = "Something new";
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", "Something new");
  return mark;
}

function drawChannels() {
  const marks = { text: "#", forum: "☰", thread: "↳", dm: "✉" };
  const wanted = person().channels.map((c) => ({
    id: c.id, kind: c.kind, mark: marks[c.kind],
    name: c.kind === "dm" ? "Messages with Onward" : c.name,
    on: c.id === here[me], news: isNew(person(), c),
  }));
  redraw($("channels"), wanted, (c) => {
    const item = make("li");
    const button = make("button", `channel in-${c.kind}${c.news ? " news" : ""}`);
    button.type = "button";
    button.dataset.id = c.id;
    if (c.on) button.setAttribute("aria-current", "page");
    const mark = make("span", "mark", c.mark);
    mark.setAttribute("aria-hidden", "true");
    const label = make("span", "label", c.name);
    label.title = c.name;
    button.append(mark, label);
    if (c.news) button.append(dot());
    button.addEventListener("click", () => go(c.id));
    item.append(button);
    return item;
  });
}

function drawView() {
  const channel = current();
  const isForum = channel.kind === "forum";
  drawThread(channel);
  $("forum").hidden = !isForum;
  if (isForum) {
    framed = null;
    $("frame").hidden = $("loading").hidden = true;
    $("frame").src = "about:blank";
    drawForum(channel);
  } else if (framed !== key(person(), channel)) {
    openFrame(channel);
  }
}

function drawThread(thread) {
  const above = person().channels.find((c) => c.id === thread.parent);
  $("thread").hidden = !above;
  if (!above) return;
  $("thread-back").textContent = `‹ ${above.name}`;
  $("thread-back").onclick = () => go(above.id);
  $("thread-starter").textContent = thread.excerpt;
}

function drawForum(forum) {
  const posts = person().channels.filter((c) => c.parent === forum.id);
  $("forum-name").textContent = forum.name;
  $("forum-empty").hidden = posts.length > 0;
  redraw($("forum-posts"), posts, (post) => {
    const item = make("li");
    const button = make("button");
    button.type = "button";
    button.dataset.id = post.id;
    const replies = post.replies === 1 ? "1 reply" : `${post.replies} replies`;
    button.append(make("strong", "", post.name), make("span", "", post.excerpt), make("span", "", replies));
    button.addEventListener("click", () => go(post.id));
    item.append(button);
    return item;
  });
}

// The frame is laid out while it loads, for it measures itself, and shown when it says that it is ready.
async function openFrame(channel) {
  const wanted = (framed = key(person(), channel));
  $("frame").classList.add("waiting");
  $("loading").hidden = false;
  try {
    const { url } = await ask("/api/open", { person: me, channel: channel.id, zone });
    if (framed !== wanted) return; // somebody clicked on meanwhile
    if (!url) { // gone since the list was drawn
      framed = null;
      tell("This channel is not there any more.");
      await refresh();
      return;
    }
    // A new element each time: the old conversation's page says goodbye, and the browser's history stays as it is.
    const frame = $("frame").cloneNode();
    frame.title = channel.kind === "dm" ? "Messages with Onward" : `Conversation in ${channel.name}`;
    frame.hidden = false;
    frame.src = url;
    $("frame").replaceWith(frame);
  } catch (error) {
    framed = null;
    tell(error.message);
  }
}

function reveal() {
  $("frame").classList.remove("waiting");
  $("loading").hidden = true;
}

// A link to a message of this server, clicked in a conversation.
function follow(channel) {
  if (channel !== here[me] && person().channels.some((c) => c.id === channel)) go(channel);
}

window.addEventListener("message", ({ source, data }) => {
  if (source !== $("frame").contentWindow) return;
  if (data?.onward === "ready") reveal();
  if (data?.onward === "go") follow(data.channel);
});

// ---- doing

function become(id) {
  me = id;
  show();
}

function go(id) {
  here[me] = id;
  show();
}

async function skip(minutes) {
  const buttons = document.querySelectorAll("[data-minutes]");
  for (const button of buttons) button.disabled = true;
  tell("Letting time pass…");
  try {
    world = await ask("/api/skip", { minutes });
    show();
    tell(minutes < 60 ? `${minutes} minutes later.` : "A day later.");
  } catch (error) {
    tell(error.message);
  }
  for (const button of buttons) button.disabled = false;
}

for (const button of document.querySelectorAll("[data-minutes]")) {
  button.addEventListener("click", () => skip(Number(button.dataset.minutes)));
}

for (const button of document.querySelectorAll("#steps [data-person]")) {
  button.addEventListener("click", () => {
    const who = world.people.find((p) => p.name === button.dataset.person);
    const where = who?.channels.find((c) => c.name === button.dataset.channel);
    if (!where) return;
    me = who.id;
    go(where.id);
  });
}

function showSteps(shown) {
  $("steps").hidden = !shown;
  $("show-steps").hidden = shown;
  sessionStorage.setItem("steps", shown ? "shown" : "hidden");
}
$("hide-steps").addEventListener("click", () => { showSteps(false); $("show-steps").focus(); });
$("show-steps").addEventListener("click", () => { showSteps(true); $("hide-steps").focus(); });
showSteps(sessionStorage.getItem("steps") !== "hidden");

await refresh();
setInterval(refresh, POLL);
