import { base } from '../routing/base';

export type LiveState = 'connecting' | 'live' | 'lost';

export interface LiveOptions {
  url: string;
  /** By the event's name. */
  onEvent: Record<string, (data: unknown) => void>;
  onState: (state: LiveState) => void;
  /** At each failure: the stream does not say why, it may be for want of a key. */
  onLost?: () => void;
  /** The connection is back: what happened in between has to be fetched. */
  onReturn?: () => void;
  /** Silence after which the connection counts as lost; without it only an error says so. */
  quietSeconds?: number;
}

const retryMilliseconds = 1000;

/**
 * One stream of server-sent events, opened again each second while it is lost. EventSource's own retry is not used: it
 * gives up for good at an answer that is no stream, as a gateway that is starting gives. A page that nobody sees holds
 * none: browsers open six connections to a host, for all tabs together.
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
