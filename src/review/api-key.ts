import { createPlace } from './storage.js';

/** The reviewer's API key: typed once, kept for the tab. */
export class ApiKey {
  readonly #place = createPlace<string>('agentloop-feedback:api-key', () => sessionStorage);
  /** Where storage is blocked, the key lives as long as the page. */
  value = this.#place.read() ?? '';

  keep(value: string): void {
    this.value = value;
    this.#place.write(value);
  }

  forget(): void {
    this.value = '';
    this.#place.clear();
  }
}
