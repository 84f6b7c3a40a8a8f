/** A time of the day, to the second, as the language writes it. */
export const clock = (time: number, language: string): string =>
  new Date(time).toLocaleTimeString(language, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hour12: false,
  });
