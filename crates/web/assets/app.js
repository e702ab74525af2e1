// Makes pages quicker; every page works without it.

// A page whose session has ended is cleared: what it shows is no longer the business of whoever sits
// there. The tabs of a browser share a session, so each tells the others that it was used or left.
let used = () => {};
const idleSeconds = Number(document.body.dataset.idle);
if (idleSeconds) {
  const tabs = new BroadcastChannel("faro");
  let last = Date.now();
  const clear = () => {
    document.body.replaceChildren();
    document.title = "Faro";
    const back = location.pathname + location.search;
    location.replace(`/sign-in?${new URLSearchParams({ back })}`);
  };
  // Timers stand still while a computer sleeps: its clock is what counts.
  const look = () => {
    if (Date.now() - last > idleSeconds * 1000) clear();
  };
  setInterval(look, 15_000);
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", look);
  tabs.onmessage = ({ data }) => {
    if (data === "left") clear();
    else last = Date.now();
  };
  used = () => {
    last = Date.now();
    tabs.postMessage("used");
  };
  used();
  for (const leave of document.querySelectorAll('form[action="/leave"]')) {
    leave.addEventListener("submit", () => tabs.postMessage("left"));
  }
}

// A form marked data-live answers while it is being filled in: the same address is fetched and
// the parts that changed are put in place. The focus stays where it is.
const form = document.querySelector("form[data-live]");
if (form) {
  let running = null;
  const ask = async () => {
    running?.abort();
    running = new AbortController();
    const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
    const address = `${form.action.split("?")[0]}?${new URLSearchParams(pairs)}`;
    const result = document.getElementById("result");
    result?.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: running.signal });
      used();
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      const focused = document.activeElement?.id;
      for (const part of document.querySelectorAll("[data-part]")) {
        const fresh = next.getElementById(part.id);
        if (!fresh) return location.assign(address);
        const open = [...part.querySelectorAll("details[open][id]")].map((d) => d.id);
        part.replaceWith(fresh);
        for (const id of open) document.getElementById(id)?.setAttribute("open", "");
      }
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
      history.replaceState(null, "", address);
      for (const back of document.querySelectorAll('input[name="back"]')) {
        back.value = location.pathname + location.search;
      }
      const status = document.getElementById("status");
      if (status) status.textContent = status.dataset.text;
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    }
  };
  form.addEventListener("change", ask);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
}

// The page of a job shows how far it is until it has ended.
const follow = async () => {
  const job = document.querySelector('[data-live-job="running"]');
  if (!job) return;
  try {
    // Marked, so that the server does not take it for something that a person does.
    const answer = await fetch(`${location.pathname}?follow=1`);
    if (answer.redirected) return location.reload();
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = next.getElementById("job");
    if (fresh) {
      const told = fresh.querySelector("[role=status]")?.textContent;
      const now = job.querySelector("[role=status]")?.textContent;
      const focused = job.contains(document.activeElement);
      if (fresh.dataset.liveJob === "running" && told === now) {
        // Only the bar and the number of rows change: nothing is read out again.
        for (const old of job.querySelectorAll("progress, [data-rows]")) {
          const same = fresh.querySelector(old.tagName === "PROGRESS" ? "progress" : "[data-rows]");
          if (same) old.replaceWith(same);
        }
      } else if (!focused || fresh.dataset.liveJob !== "running") {
        job.replaceWith(fresh);
      }
    }
  } catch {
    // The server may be restarting; the next turn asks again.
  }
  setTimeout(follow, 1000);
};
follow();

// The link of an invitation carries its code behind "#", which browsers don't send: it goes into
// the form, and out of the address.
const invitation = document.querySelector("form[data-invitation]");
const typed = invitation?.querySelector('input[name="code"]:not([type="hidden"])');
if (typed && location.hash.length > 1) {
  typed.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
  invitation.requestSubmit();
}

// What is shown once has a button that copies it; without a script the field can be selected.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const told = button.closest("[data-copied]");
  button.hidden = false;
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      told.querySelector("[role=status]").textContent = told.dataset.copied;
    } catch {
      // The browser does not allow it here: selected, the text is one key away.
      field.focus();
    }
  });
}
