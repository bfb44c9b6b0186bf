using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Weir.Benches.Load;

/// <summary>
/// The customers of the bench, by number. A personal customer has its user's id; that is the MD5 of the number, which
/// pgbench can have computed too, and which is spread like the random ids of a real project.
/// </summary>
internal static class BenchCustomers
{
    /// <summary>Customers who race for last units are others than those who are measured.</summary>
    public const int FirstOfRace = 1_000_001;

    public static Guid IdOf(int number) =>
#pragma warning disable CA5351 // an id, not a secret; PostgreSQL's md5() makes the same
        new(MD5.HashData(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture))), bigEndian: true);
#pragma warning restore CA5351
}
