/* Choosing the screens of a meeting: the focus stays with the screen that was moved, and its link can be copied. */
(function () {
  "use strict";

  let moved = null; // the id of the step taken last, until somebody turns to something else

  /* A screen that came first or last has no such step any more; what was left out can be added, and the other way. */
  const NEXT = { earlier: ["later"], later: ["earlier"], "leave-out": ["add"], add: ["leave-out"] };

  function stepAfter(id) {
    const [step, then] = Object.entries(NEXT).find(([name]) => id.startsWith(`${name}-`));
    const key = id.slice(step.length);
    return [step, ...then].map((name) => document.getElementById(name + key)).find(Boolean);
  }

  document.addEventListener("click", (event) => {
    const step = event.target.closest(".running-order a");
    moved = step ? step.id : null;
    const button = event.target.closest("#copy-meeting");
    if (button) copy(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Tab") moved = null;
  });

  function copy(button) {
    const address = document.getElementById("meeting-link").href;
    const done = () => (button.textContent = "Copied");
    const failed = () => (button.textContent = `This browser does not copy here. The link: ${address}`);
    if (navigator.clipboard) navigator.clipboard.writeText(address).then(done, failed);
    else failed();
  }

  new MutationObserver(() => {
    const step = moved && document.querySelector(".running-order") && stepAfter(moved);
    if (step && document.activeElement !== step) step.focus({ preventScroll: false });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
