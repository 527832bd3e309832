/** Every key of the page, in words. docs/web.md lists the same; a test compares the two. */

export interface KeyGroup {
  title: string;
  keys: readonly (readonly [string, string])[];
}

export const KEYS: readonly KeyGroup[] = [
  {
    title: "Anywhere",
    keys: [
      ["?", "these keys"],
      ["Ctrl+K", "jump to a page, an event or a report"],
      ["/", "search"],
      ["g s", "situation"],
      ["g r", "reports"],
      ["g v", "review"],
      ["g a", "actors"],
      ["g p", "places"],
      ["g d", "add reports"],
      ["g x", "export"],
      ["Esc", "close, or let go of what is chosen"],
    ],
  },
  {
    title: "Situation",
    keys: [
      ["j", "next event"],
      ["k", "previous event"],
      ["o", "open the chosen event"],
      ["f", "all filters"],
    ],
  },
  {
    title: "Report",
    keys: [
      ["j", "next entry"],
      ["k", "previous entry"],
      ["1 … 6", "show or hide a layer of marks"],
    ],
  },
  { title: "Event", keys: [["u", "undo the last merge or split"]] },
  {
    title: "Review",
    keys: [
      ["j", "next in the queue"],
      ["k", "previous in the queue"],
      ["a", "accept"],
      ["c", "correct"],
      ["r", "reject"],
      ["m", "add what was missed: mark words first"],
      ["u", "undo your last decision"],
      ["o", "open the report"],
    ],
  },
  {
    title: "Actors and places",
    keys: [
      ["j", "next name"],
      ["k", "previous name"],
      ["u", "undo the last change"],
    ],
  },
];
