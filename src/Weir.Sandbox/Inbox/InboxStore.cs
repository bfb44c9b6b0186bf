using Weir.Sandbox.Auth.Store;

namespace Weir.Sandbox.Inbox;

/// <summary>The mailbox, table <c>sandbox.inbox</c>: every server process on the database sees the same mails.</summary>
internal static class InboxStore
{
    /// <summary>Mails kept; older ones are forgotten.</summary>
    private const long Capacity = 10_000;

    private static readonly string s_put = SqlFile.Read("Inbox", "mail_put");
    private static readonly string s_list = SqlFile.Read("Inbox", "mail_list");

    /// <summary>Delivers a mail with the transaction that made its code.</summary>
    public static Task PutAsync(Work work, InboxMail mail, CancellationToken cancellationToken) =>
        work.ExecuteAsync(s_put, [mail.To, mail.Subject, mail.Link, mail.Otp, mail.SentAt, Capacity], cancellationToken);

    /// <summary>Mails in the order they were sent, of one recipient if one is named.</summary>
    public static async Task<IReadOnlyList<InboxMail>> ListAsync(
        Work work, string? recipient, CancellationToken cancellationToken)
    {
        await using var command = work.Command(s_list, recipient);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var mails = new List<InboxMail>();
        while (await reader.ReadAsync(cancellationToken))
        {
            mails.Add(new InboxMail(
                reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetFieldValue<DateTime>(4)));
        }
        return mails;
    }
}
