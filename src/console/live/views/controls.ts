import { type Html, html } from '../../../report/html.ts';
import { printable } from '../../../report/printable.ts';
import { accountsBelow, type Overview, type UnitNode, unitsBelow } from '../overview.ts';

const POLICY = 'lenskeeper.yaml';

/** What a person can do to the embedded AWS. Every form says in its `output` what came of it. */
export function controls({ root, lenses }: Overview): Html {
  const parents = [root, ...unitsBelow(root)];
  const paths = pathsOf(root);
  const accounts = accountsBelow(root).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const parentOptions = parents.map(
    ({ id }) => html`<option value="${id}" data-key="${id}">${printable(paths.get(id) ?? id)}</option>`,
  );
  const accountOptions = accounts.map(
    ({ id, name, state }) =>
      html`<option value="${id}" data-key="${id}">${printable(name)} (${id}${state !== 'ACTIVE' && `, ${state.toLowerCase().replaceAll('_', ' ')}`})</option>`,
  );
  const keys = lenses.map(({ key }) => key);
  return html`
<h2 id="controls-title">Change things</h2>
${group(
  'upload',
  'Lenses and policy',
  html`<form data-action="upload" data-goto="events" id="upload-form">
<label>Begin with <select data-load><option value="">An empty text</option>${[POLICY, ...keys].map(keyOption)}</select></label>
<label>or a file of yours <input type="file" accept=".json,.yaml,.yml" data-file></label>
<label>Key in the bucket <input name="key" required maxlength="220" pattern="lenskeeper\\.yaml|lenses\\/\\w[\\w.\\/ \\-]*\\.([Jj][Ss][Oo][Nn]|[Yy][Aa]?[Mm][Ll])" value="lenses/" title="lenses/… ending in .json, .yaml or .yml, or lenskeeper.yaml" autocomplete="off"></label>
<label>Text <textarea name="text" rows="10" required spellcheck="false"></textarea></label>
<button type="submit">Upload</button> <output></output></form>
<form data-action="delete-lens" data-goto="events"><label>Delete from the bucket <select name="key" required>${keys.map(keyOption)}</select></label><button type="submit" class="quiet">Delete</button> <output></output></form>`,
  true,
)}
${group(
  'account',
  'Accounts and units',
  html`<form data-action="create-account" data-goto="events"><h4>New account</h4><label>Name <input name="name" required maxlength="50" autocomplete="off"></label><label>In <select name="parentId">${parentOptions}</select></label><button type="submit">Create</button> <output></output></form>
<form data-action="move-account" data-goto="events"><h4>Move an account</h4><label>Account <select name="accountId">${accountOptions}</select></label><label>To <select name="parentId">${parentOptions}</select></label><button type="submit">Move</button> <output></output></form>
<form data-action="close-account" data-goto="events"><h4>Close an account</h4><label>Account <select name="accountId">${accountOptions}</select></label><button type="submit" class="quiet">Close</button> <output></output></form>
<form data-action="create-unit" data-goto="events"><h4>New organizational unit</h4><label>Name <input name="name" required maxlength="128" autocomplete="off"></label><label>In <select name="parentId">${parentOptions}</select></label><button type="submit">Create</button> <output></output></form>`,
)}
${group(
  'schedule',
  'Schedule',
  html`<form data-action="run-schedule" data-goto="events"><p>Compares everything now, as every hour.</p><button type="submit">Run the schedule</button> <output></output></form>`,
)}
${group(
  'weather',
  'Throttling and faults',
  html`<form data-action="set-throttling"><h4>Throttling</h4><p>For each operation of the Well-Architected Tool, in each account and Region.</p><div class="pair"><label>Calls a second <input type="number" name="rate" min="0.1" max="1000" step="0.1" value="2" required></label><label>At once <input type="number" name="burst" min="1" max="1000" value="2" required></label></div><button type="submit">Throttle</button> <output></output></form>
<form data-action="lift-throttling"><button type="submit" class="quiet">Lift throttling</button> <output></output></form>
<form data-action="add-fault"><h4>Fault</h4><label>What happens <select name="fault"><option value="throttle">Throttled</option><option value="internal-error">Internal error</option><option value="access-denied">Access denied</option><option value="timeout-after-work">No answer, though the work was done</option><option value="delay">A second late</option></select></label><label>Operation of the tool <input name="operation" value="CreateLensShare" pattern="[A-Za-z]{3,64}|\\*" required autocomplete="off"></label><label>How often <input type="number" name="count" min="1" max="1000" value="3" required></label><button type="submit">Add the fault</button> <output></output></form>
<form data-action="clear-faults"><button type="submit" class="quiet">Take faults back</button> <output></output></form>`,
)}`;
}

function keyOption(key: string): Html {
  return html`<option value="${key}" data-key="${key}">${printable(key)}</option>`;
}

function group(key: string, title: string, content: Html, isOpen = false): Html {
  return isOpen
    ? html`<details class="group" data-key="${key}" open><summary><h3>${title}</h3></summary>${content}</details>`
    : html`<details class="group" data-key="${key}"><summary><h3>${title}</h3></summary>${content}</details>`;
}

/** Paths such as `/Production/Payments`, by id; the root is `Root`. */
function pathsOf(root: UnitNode): ReadonlyMap<string, string> {
  const paths = new Map([[root.id, 'Root']]);
  const walk = (units: readonly UnitNode[], above: string) => {
    for (const { id, name, units: below } of units) {
      paths.set(id, `${above}/${name}`);
      walk(below, `${above}/${name}`);
    }
  };
  walk(root.units, '');
  return paths;
}
