/** Pseudo-random numbers below a limit, which depend only on the seed. */
export type Random = (limit: number) => number;

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (limit) => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** Bytes with different degrees of repetition. */
export function plainBytes(random: Random, length: number) {
  const filled = (byte: (index: number) => number) => Buffer.from(Array.from({ length }, (_, i) => byte(i)));
  return {
    zeros: Buffer.alloc(length),
    random: filled(() => random(256)),
    fourLetters: filled(() => 97 + random(4)),
    nearbyMatches: withMatches(random, length, 20),
    farMatches: withMatches(random, length, 32_768),
    tokens: tokens(random, length),
  };
}

/** Random bytes between matches of all lengths of deflate, and longer ones. */
function withMatches(random: Random, length: number, maxDistance: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    if (at === 0 || random(3) === 0) {
      bytes[at++] = random(256);
      continue;
    }
    const distance = 1 + random(Math.min(at, maxDistance));
    for (let left = 3 + random(280); left > 0 && at < length; left--, at++) {
      bytes.writeUInt8(bytes.readUInt8(at - distance), at);
    }
  }
  return bytes;
}

/** Lines like those of flow logs. */
function tokens(random: Random, length: number): Buffer {
  const names = Array.from({ length: 30 }, () => `eni-${random(2 ** 32).toString(16)}`);
  let text = '';
  while (text.length < length) {
    const name = names[random(1 + random(30))];
    const start = 1_700_000_000 + random(600);
    text += `2 123456789012 ${name} 10.0.${random(4)}.${random(256)} 192.0.2.${random(256)} ${random(65_536)} 443 6 `;
    text += `${random(100)} ${random(100_000)} ${start} ${start + 60} ACCEPT OK\n`;
  }
  return Buffer.from(text.slice(0, length));
}
