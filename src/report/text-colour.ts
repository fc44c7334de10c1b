/** How a part of a text stands out; the medium decides how that looks. */
export type Colour = 'red' | 'green' | 'yellow' | 'bold' | 'dim';

export type Paint = (colour: Colour, text: string) => string;

/** For files, pipes and people who want none. */
export const unpainted: Paint = (_colour, text) => text;
