let context: AudioContext | undefined;

/** Two short soft tones: somebody waits. A browser that plays nothing before a press stays silent. */
export function chime(): void {
  try {
    context ??= new AudioContext();
    for (const [at, pitch] of [
      [0, 660],
      [0.14, 880],
    ] as const) {
      tone(context, context.currentTime + at, pitch);
    }
  } catch {
    // No sound is no fault: title and badge tell the same.
  }
}

function tone(audio: AudioContext, at: number, pitch: number): void {
  const source = audio.createOscillator();
  const volume = audio.createGain();
  source.frequency.value = pitch;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.12, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.22);
  source.connect(volume).connect(audio.destination);
  source.start(at);
  source.stop(at + 0.24);
}
