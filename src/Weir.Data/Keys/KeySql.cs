namespace Weir.Data.Keys;

/// <summary>The functions of <c>db/functions/keys</c> as they are called.</summary>
internal static class KeySql
{
    public const string Create = "select * from weir.create_service_key($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    public const string Revoke = "select weir.revoke_service_key($1, $2, $3, $4, $5)";

    public const string Page = "select * from weir.service_key_page($1, $2, $3)";

    public const string Usable = "select * from weir.usable_service_keys($1)";

    public const string NoteUse = "select weir.note_service_key_use($1, $2)";
}
