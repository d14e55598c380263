// Says something to users of a screen reader, who do not see that it changed. Not more often than they can listen to.
const pause = 1500; // milliseconds
let waiting = [];
let timer = null;

export function announce(sentence) {
  if (!waiting.includes(sentence)) waiting.push(sentence);
  timer ??= setTimeout(speak, 100);
}

function speak() {
  document.getElementById("announcements").textContent = waiting.join(" ");
  waiting = [];
  timer = setTimeout(() => {
    timer = null;
    if (waiting.length) speak();
  }, pause);
}
