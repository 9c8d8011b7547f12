/* Dash tells its store of each part of a page that it draws anew, one by one, and each time the store asks every part
   whether that concerns it: on a page of some thousand cells the browser stands still for many seconds, whatever is
   pressed meanwhile. Nearly all of these messages change nothing, and those are not passed on. */
(function () {
  "use strict";

  const DRAWN_ANEW = "RESET_COMPONENT_STATE";

  /* It forgets the changes noted of a part and of what is in it; where none is noted there is nothing to forget. */
  function changesNothing(store, message) {
    if (message.type !== DRAWN_ANEW || !message.payload) return false;
    const place = message.payload.itempath.join(",");
    return !Object.keys(store.getState().layoutHashes).some((noted) => noted.startsWith(place));
  }

  function spare(store) {
    const tell = store.dispatch;
    store.dispatch = (message) => (changesNothing(store, message) ? message : tell(message));
  }

  const stores = (window.dash_stores = window.dash_stores || []);
  stores.push = (...found) => {
    found.forEach(spare);
    return Array.prototype.push.apply(stores, found);
  };
})();
