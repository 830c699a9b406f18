import { base } from '../routing/base';

export type LiveState = 'connecting' | 'live' | 'lost';

export interface LiveOptions {
  url: string;
  /** Handlers by event name. */
  onEvent: Record<string, (data: unknown) => void>;
  onState: (state: LiveState) => void;
  /** Called at each failure: the stream does not report the reason, which may be a missing key. */
  onLost?: () => void;
  /** Called when the connection is back: what happened in between must be fetched. */
  onReturn?: () => void;
  /** Silence after which the connection counts as lost; without it, only an error does. */
  quietSeconds?: number;
}

const retryMilliseconds = 1000;

/**
* A stream of server-sent events, reopened each second while it is lost. EventSource's own retry is not used because it
* gives up for good on a response that is not a stream, such as that of a starting gateway. A hidden page holds no
* stream: browsers open six connections to a host, for all tabs together.
*/
export class LiveConnection {
  private source: EventSource | null = null;
  private timer: number | undefined;
  private watch: number | undefined;
  private heardAt = 0;
  private wasLost = false;

  constructor(private readonly options: LiveOptions) {
    options.onState('connecting');
    if (!document.hidden) this.open();
    document.addEventListener('visibilitychange', this.followVisibility);
    if (options.quietSeconds) this.watch = window.setInterval(() => this.checkQuiet(options.quietSeconds! * 1000), 1000);
  }

  close(): void {
    document.removeEventListener('visibilitychange', this.followVisibility);
    window.clearInterval(this.watch);
    this.drop();
  }

  private readonly followVisibility = (): void => {
    this.drop();
    this.wasLost = true;
    if (!document.hidden) this.open();
  };

  private drop(): void {
    window.clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  private open(): void {
    const source = (this.source = new EventSource(base + this.options.url));
    this.heardAt = performance.now();
    source.onopen = () => {
      this.heardAt = performance.now();
      this.options.onState('live');
      if (this.wasLost) this.options.onReturn?.();
      this.wasLost = false;
    };
    source.onerror = () => this.lose();
    for (const [name, handle] of Object.entries(this.options.onEvent)) {
      source.addEventListener(name, event => {
        this.heardAt = performance.now();
        handle(JSON.parse((event as MessageEvent<string>).data));
      });
    }
  }

  private checkQuiet(milliseconds: number): void {
    if (this.source && performance.now() - this.heardAt > milliseconds) this.lose();
  }

  private lose(): void {
    this.drop();
    this.wasLost = true;
    this.options.onState('lost');
    this.options.onLost?.();
    this.timer = window.setTimeout(() => this.open(), retryMilliseconds);
  }
}
