"use client";

import { themeMessages as words } from "#messages/site.ts";
import { chooseTheme, shownTheme, THEMES } from "./theme.ts";
import { useStore } from "./use-store.ts";

/** Light, dark, or as the system has it. Without script it is as the system has it. */
export function ThemeChoice() {
  const chosen = useStore(shownTheme);
  return (
    <div className="scripted">
      <button type="button" popoverTarget="theme" className="button button-icon" aria-label={words.title}>
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <circle cx="10" cy="10" r="7.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M10 2.75a7.25 7.25 0 0 1 0 14.5z" fill="currentColor" />
        </svg>
      </button>
      <div id="theme" popover="auto" className="confirm confirm-top theme-choice">
        <fieldset>
          <legend className="label">{words.title}</legend>
          {THEMES.map((theme) => (
            <label key={theme} className="check">
              <input
                type="radio"
                name="theme"
                value={theme}
                checked={theme === chosen}
                onChange={() => chooseTheme(theme)}
              />
              {words.choices[theme]}
            </label>
          ))}
        </fieldset>
      </div>
    </div>
  );
}
