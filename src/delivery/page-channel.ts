/**
 * A channel to the other tabs of this origin. Where a browser denies it, as in some sandboxed
 * frames, nothing is told and nothing heard.
 */
export function openPageChannel<Message>(name: string, listener: (message: Message) => void) {
  let channel: BroadcastChannel | undefined;
  try {
    channel = new BroadcastChannel(name);
    channel.addEventListener('message', ({ data }: MessageEvent<Message>) => listener(data));
  } catch {
    // Denied.
  }
  return { tell: (message: Message): void => channel?.postMessage(message) };
}
