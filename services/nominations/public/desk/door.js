import { token } from './api.js';
import { at, openFrame, report, showLogin, showRetry, showWork } from './frame.js';

/** `enter` shows the work of a page, and answers whether there is any; `leave` forgets it. */
export function openDoor({ role, enter, leave }) {
  openFrame({ goIn, showDoor });
  if (token.get()) void goIn();
  else showDoor();

  function showDoor(said = {}) {
    leave();
    showLogin({ args: `--role ${role}`, ...said });
  }

  async function goIn({ entered = false } = {}) {
    report();
    const isIn = await attempt(enter);
    if (isIn === undefined && !token.get()) return;
    if (isIn === undefined) {
      at('work').hidden = true;
      return showRetry();
    }
    showWork();
    if (entered) at('heading').focus();
  }

  /** What is refused is explained: because of the token at the door. */
  async function attempt(request) {
    try {
      return await request();
    } catch (refused) {
      if (refused.isAboutToken === undefined) throw refused;
      if (!refused.isAboutToken) report({ error: refused.message });
      else {
        token.forget();
        showDoor({ error: refused.message });
      }
      return undefined;
    }
  }

  return { attempt };
}
