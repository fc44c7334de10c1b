/** The emphasis of a part of a text; the medium decides how it looks. */
export type Colour = 'red' | 'green' | 'yellow' | 'bold' | 'dim';

export type Paint = (colour: Colour, text: string) => string;

/** No colours, for files, pipes and NO_COLOR. */
export const unpainted: Paint = (_colour, text) => text;
