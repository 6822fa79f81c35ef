const STORAGE_KEY = 'agentloop-feedback:api-key';

/** The reviewer's API key: typed once, kept for the tab. */
export class ApiKey {
  value = attempt(() => sessionStorage.getItem(STORAGE_KEY)) ?? '';

  keep(value: string): void {
    this.value = value;
    attempt(() => sessionStorage.setItem(STORAGE_KEY, value));
  }

  forget(): void {
    this.value = '';
    attempt(() => sessionStorage.removeItem(STORAGE_KEY));
  }
}

/** Where storage is blocked, the key lives as long as the page. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
