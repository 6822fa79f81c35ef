/** @throws TypeError unless the value is a number from 0 to 1 */
export function checkShare(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new TypeError(`${name} must be from 0 to 1, not ${value}`);
}

/** @throws TypeError unless the value is a finite number above 0: JSON keeps no infinity */
export function checkPositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) {
    throw new TypeError(`${name} must be above 0 and finite, not ${value}`);
  }
}
