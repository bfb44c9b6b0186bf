namespace Weir.Benches;

/// <summary>One arrangement in which every subject is measured.</summary>
/// <param name="Name">What it is called by.</param>
/// <param name="Clients">Callers at once, each with one operation at a time; over all processes.</param>
/// <param name="Customers">Customers whom they call for, drawn anew for each operation.</param>
/// <param name="Processes">Server processes that share the work.</param>
/// <param name="LedgerRows">Rows in the ledger beforehand.</param>
internal sealed record Shape(string Name, int Clients, int Customers, int Processes = 1, long LedgerRows = 0);
