/** Short messages at the foot of the page: what was done, or what could not be. Read out to screen readers. */

import { words } from "./api";

interface Message {
  number: number;
  text: string;
  bad: boolean;
}

export const messages: Message[] = $state([]);

const STAYS_MS = 6000;
let last = 0;

export function say(text: string, bad = false): void {
  const number = ++last;
  messages.push({ number, text, bad });
  setTimeout(() => dismiss(number), bad ? 3 * STAYS_MS : STAYS_MS);
}

export function dismiss(number: number): void {
  const at = messages.findIndex((message) => message.number === number);
  if (at >= 0) messages.splice(at, 1);
}

/** Runs a change and says how it went. Gives what it answers, or null where it was refused. */
export async function attempt<Answer>(act: () => Promise<Answer>, done?: (answer: Answer) => string): Promise<Answer | null> {
  try {
    const answer = await act();
    if (done) say(done(answer));
    return answer;
  } catch (error) {
    say(words(error), true);
    return null;
  }
}
