const STORAGE_KEY = 'agentloop-feedback:api-key';

/** The reviewer's API key: typed once, kept for the tab. */
export class ApiKey {
  value = sessionStorage.getItem(STORAGE_KEY) ?? '';

  keep(value: string): void {
    this.value = value;
    sessionStorage.setItem(STORAGE_KEY, value);
  }

  forget(): void {
    this.value = '';
    sessionStorage.removeItem(STORAGE_KEY);
  }
}
