/** Light, dark, or what the system says; kept in this browser. */

export type Theme = "auto" | "light" | "dark";

const KEY = "dateline.theme";
const ORDER: readonly Theme[] = ["auto", "light", "dark"];

function kept(): Theme {
  const value = localStorage.getItem(KEY);
  return value === "light" || value === "dark" ? value : "auto";
}

export const theme = $state({ choice: kept(), dark: false });

const system = matchMedia("(prefers-color-scheme: dark)");

export function applyTheme(): void {
  const root = document.documentElement;
  if (theme.choice === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme.choice;
  theme.dark = theme.choice === "dark" || (theme.choice === "auto" && system.matches);
  root.toggleAttribute("data-dark", theme.dark);
}

system.addEventListener("change", applyTheme);

export function nextTheme(): void {
  theme.choice = ORDER[(ORDER.indexOf(theme.choice) + 1) % ORDER.length] ?? "auto";
  localStorage.setItem(KEY, theme.choice);
  applyTheme();
}

/** A token's colour as the canvas and the map take it: `rgb(…)`, with light-dark() resolved. */
export function colour(token: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(--${token})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
