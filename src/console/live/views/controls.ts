import { type Html, html } from '../../../report/html.ts';
import { printable } from '../../../report/printable.ts';
import { accountsBelow, type Overview, type UnitNode, unitsBelow } from '../overview.ts';

const POLICY = 'lenskeeper.yaml';

/** The controls of the embedded AWS. Every form shows the result in its `output`. */
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
<h2 id="controls-title">Actions</h2>
${group(
  'upload',
  'Lenses and policy',
  html`<form data-action="upload" data-goto="events" id="upload-form">
<label>Load <select data-load><option value="">Nothing</option>${[POLICY, ...keys].map(keyOption)}</select></label>
<label>or a local file <input type="file" accept=".json,.yaml,.yml" data-file></label>
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
  html`<form data-action="run-schedule" data-goto="events"><p>Runs the hourly comparison of everything now.</p><button type="submit">Run the schedule</button> <output></output></form>`,
)}
${group(
  'weather',
  'Throttling and faults',
  html`<form data-action="set-throttling"><h4>Throttling</h4><p>The limit of each operation of the Well-Architected Tool, in each account and Region.</p><div class="pair"><label>Calls per second <input type="number" name="rate" min="0.1" max="1000" step="0.1" value="2" required></label><label>Burst <input type="number" name="burst" min="1" max="1000" value="2" required></label></div><button type="submit">Throttle</button> <output></output></form>
<form data-action="lift-throttling"><button type="submit" class="quiet">Remove throttling</button> <output></output></form>
<form data-action="add-fault"><h4>Fault</h4><label>Kind <select name="fault"><option value="throttle">Throttled</option><option value="internal-error">Internal error</option><option value="access-denied">Access denied</option><option value="timeout-after-work">No answer, but the call took effect</option><option value="delay">Delayed by a second</option></select></label><label>Operation of the WA Tool <input name="operation" value="CreateLensShare" pattern="[A-Za-z]{3,64}|\\*" required autocomplete="off"></label><label>Number of calls <input type="number" name="count" min="1" max="1000" value="3" required></label><button type="submit">Add fault</button> <output></output></form>
<form data-action="clear-faults"><button type="submit" class="quiet">Remove faults</button> <output></output></form>`,
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
