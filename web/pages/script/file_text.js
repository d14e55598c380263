// The text of a file that the user chose.

// {name, text}. What is no UTF-8 is Latin-1, as the phone reads it.
export async function readFile(file) {
  const octets = await file.arrayBuffer();
  try {
    return { name: file.name, text: new TextDecoder("utf-8", { fatal: true }).decode(octets) };
  } catch {
    return { name: file.name, text: latin1(new Uint8Array(octets)) };
  }
}

const latin1 = (octets) => Array.from(octets, (octet) => String.fromCharCode(octet)).join("");
