// What is to be said of a repetition, by its angles. Pure.

export class HingeCues {
  /** @returns {null} nothing yet */
  after() {
    return null;
  }
}
