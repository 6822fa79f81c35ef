import { ENGLISH, languageOf, localize } from './localize.js';
import { watchLanguages } from './watch-languages.js';

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Strings } from '../locales/strings.js';
import type { Localization } from './localize.js';

type Host = HTMLElement & ReactiveControllerHost & { strings?: Partial<Strings> | undefined };

/** Speaks the language of the place that its host is at, for as long as it is there. */
export class Localizer implements ReactiveController {
  language = ENGLISH.language;
  direction = ENGLISH.direction;

  readonly #host: Host;
  #strings: Strings = ENGLISH.strings;
  #unwatch: (() => void) | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** The host's own words come first. */
  get strings(): Strings {
    return { ...this.#strings, ...this.#host.strings };
  }

  hostConnected(): void {
    this.#unwatch = watchLanguages(this.#host, () => void this.#update());
    void this.#update();
  }

  hostDisconnected(): void {
    this.#unwatch?.();
  }

  /** Ends it, while its host lives on. */
  leave(): void {
    this.hostDisconnected();
    this.#host.removeController(this);
  }

  async #update(): Promise<void> {
    const tag = languageOf(this.#host);
    const { language, direction, strings }: Localization = await localize(tag);
    // A file that came late is no longer the language of this place.
    if (tag !== languageOf(this.#host)) return;
    this.language = language;
    this.direction = direction;
    this.#strings = strings;
    this.#host.requestUpdate();
  }
}
