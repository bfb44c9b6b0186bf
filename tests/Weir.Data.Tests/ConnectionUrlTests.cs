using Npgsql;
using Weir.Data.Connections;

namespace Weir.Data.Tests;

public sealed class ConnectionUrlTests
{
    [Fact]
    public void Reads_what_supabase_shows()
    {
        var connection = ConnectionUrl.Parse(
            "postgresql://postgres.abc:p%40ss%2Fw%3Ard@aws-0-us-east-1.pooler.example:6543/postgres?sslmode=verify-full&connect_timeout=7");

        (connection.Host, connection.Port, connection.Username, connection.Password, connection.Database).ShouldBe(
            ("aws-0-us-east-1.pooler.example", 6543, "postgres.abc", "p@ss/w:rd", "postgres"));
        (connection.SslMode, connection.Timeout).ShouldBe((SslMode.VerifyFull, 7));
    }

    [Fact]
    public void Reads_npgsqls_own_form() =>
        ConnectionUrl.Parse("Host=db;Username=weir_app;Password=x").Username.ShouldBe("weir_app");

    [Theory]
    [InlineData("postgres://user:hunter2@")]
    [InlineData("postgres://user:hunter2@host/db?sslmode=perhaps")]
    [InlineData("postgres://user:hunter2@host/db?nonsense=hunter2")]
    [InlineData("postgres://user:hunter2@host:notaport/db")]
    [InlineData("Password=hunter2")]
    [InlineData("hunter2")]
    public void A_wrong_one_is_refused_without_being_repeated(string text)
    {
        var refused = Should.Throw<FormatException>(() => ConnectionUrl.Parse(text));

        refused.ToString().ShouldNotContain("hunter2");
    }
}
