let canMakeCode: boolean | undefined;

/** Whether the platform allows functions from text. */
export function makesCode(): boolean {
  if (canMakeCode === undefined) {
    try {
      canMakeCode = new Function('return true')() as boolean;
    } catch {
      canMakeCode = false;
    }
  }
  return canMakeCode;
}
