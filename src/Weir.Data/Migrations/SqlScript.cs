using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Weir.Data.Migrations;

/// <summary>One embedded file of <c>db/</c>.</summary>
internal sealed class SqlScript
{
    public SqlScript(string name, string text)
    {
        Name = name;
        Text = text.ReplaceLineEndings("\n");
        Checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
    }

    /// <summary>Path below <c>db/</c>, such as <c>migrations/0002_accounts.sql</c>.</summary>
    public string Name { get; }

    public string Text { get; }

    /// <summary>SHA-256 of the text with line feeds, hexadecimal.</summary>
    public string Checksum { get; }

    /// <summary>File name without folder and ending.</summary>
    public string ShortName => Path.GetFileNameWithoutExtension(Name);

    /// <summary>Number of a migration: the four digits that its file name begins with.</summary>
    public int Number => int.Parse(ShortName.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);
}
