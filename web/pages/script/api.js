// The JSON interface of the phone (docs/web-api.md).
import { tell } from "./bus.js";
import { texts } from "./texts.js";

// Nothing changed; `problems` names all that is wrong.
export class Refused extends Error {
  constructor(problems) {
    super(problems.map((one) => `${one.name} ${one.problem}`.trim()).join("; "));
    this.problems = problems;
  }
  has(code) {
    return this.problems.some((problem) => problem.code === code);
  }
}

export class AgentAway extends Error {}
export class SessionOver extends Error {}

async function request(path, body) {
  const options = body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  try {
    return await fetch(path, options);
  } catch {
    throw new AgentAway(texts.errors.unreachable);
  }
}

async function failure(response) {
  const { error, parameters = {} } = await response.json().catch(() => ({}));
  if (response.status === 401) {
    tell("session", "over");
    return new SessionOver(texts.errors.sessionOver);
  }
  if (response.status === 503) return new AgentAway(texts.errors.agentAway);
  if (parameters.problems) return new Refused(parameters.problems);
  if (response.status === 403) return new Error(texts.errors.notPermitted(parameters.needs));
  const why = parameters.reason ?? parameters.parameter ?? error ?? response.statusText;
  return new Error(texts.errors.other(response.status, why));
}

async function answer(path, body) {
  const response = await request(path, body);
  if (!response.ok) throw await failure(response);
  return response.status === 204 ? {} : response.json();
}

// A method of the control protocol. Throws Refused, AgentAway, SessionOver, or an Error with a sentence.
export const ask = (method, parameters = {}) => answer(`/api/control/${method}`, parameters);
export const askParameters = () => answer("/api/parameters");

// null while nobody is logged in.
export async function askSession() {
  const response = await request("/api/session");
  return response.ok ? response.json() : null;
}

// "" when it succeeded, else why not.
export async function logIn(name, password) {
  const response = await request("/api/login", { name, password });
  if (response.ok) return "";
  if (response.status === 401) return texts.login.wrong;
  if (response.headers.has("Retry-After")) return texts.login.wait(Number(response.headers.get("Retry-After")) || 1);
  return texts.errors.other(response.status, response.statusText);
}

export const logOut = () => request("/api/logout", {}).catch(() => null);
