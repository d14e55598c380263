// Makes the basket's changes, as one transaction, or asks what they would do.
import { ask, Refused } from "./api.js";
import { basket, changesToMake, empty, setProblems, unsettled } from "./basket.js";
import { on } from "./bus.js";
import { refreshStatus } from "./live.js";
import { catchUp, inTurn, known, loadValues, values } from "./values.js";

// Whether a wrong value could leave the phone without a server.
const risky = /\.(sip_server|outbound_proxy)\.\d+\.(address|port|transport_type)$|\.outbound_proxy_enable$/;
export const isRisky = (names) => [...names].some((name) => risky.test(name));

// What the changes would do: the reply of a dry run, or null with the problems set.
export const check = (options = {}) => inTurn(() => attempt({ dry_run: true, ...options }, true));

// Marks wrong values while somebody is still filling in the form.
const pause = 800; // milliseconds
let timer = null;
on("basket", () => {
  clearTimeout(timer);
  if (basket.size) timer = setTimeout(() => inTurn(quietly).catch(() => null), pause);
  else setProblems([]);
});

const quietly = () => basket.size && attempt({ dry_run: true }, false);

// The reply; null where they were refused: then the problems are set, or others' changes stand in the basket.
export function apply(options) {
  return inTurn(async () => {
    const reply = await attempt(options, true);
    if (reply) await done(reply);
    return reply;
  });
}

async function attempt(options, aloud, again = true) {
  try {
    const reply = await ask("Set", { changes: changesToMake(), base: known.generation, ...options });
    setProblems([]);
    return reply;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (again && (await wasOutrun(error))) return unsettled().length ? null : attempt(options, aloud, false);
    setProblems(error.problems.filter((problem) => aloud || problem.name), aloud);
    return null;
  }
}

// Whether somebody else's change came first. Then it is beside the fields, and only where it is of the same parameters it
// has to be settled.
async function wasOutrun(refused) {
  const before = known.generation;
  if (refused.problems.some(({ code, name }) => code === "conflict" && !name)) await catchUp();
  return known.generation !== before;
}

async function done(reply) {
  known.generation = reply.generation;
  empty();
  await loadValues([...values.keys()]);
  await refreshStatus();
}
