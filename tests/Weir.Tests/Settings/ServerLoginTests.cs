using Npgsql;
using Weir.Settings;

namespace Weir.Tests.Settings;

public sealed class ServerLoginTests
{
    [Theory]
    [InlineData("weir_app", "")]
    [InlineData("weir_app.abcd", "")]
    [InlineData("postgres", "-c role=weir_app")]
    [InlineData("postgres.abcd", "-c role=weir_app")]
    public void Another_role_steps_down_to_weir_app(string user, string expected)
    {
        var login = new NpgsqlConnectionStringBuilder(ServerLogin.ConnectionString(Address(user)));
        (login.Options ?? "").ShouldBe(expected);
    }

    [Fact]
    public void A_project_behind_a_pooler_stays_in_the_name()
    {
        var login = ServerLogin.As(Address("postgres.abcd"), "weir_app", "secret");
        login.Username.ShouldBe("weir_app.abcd");
        login.Password.ShouldBe("secret");
    }

    [Fact]
    public void A_database_url_survives_being_written_and_read()
    {
        var address = Address("postgres");
        address.Password = "p@ss/w:rd";
        var again = Weir.Data.Connections.ConnectionUrl.Parse(DatabaseUrl.Format(address));
        (again.Host, again.Port, again.Username, again.Password, again.Database)
            .ShouldBe((address.Host, address.Port, address.Username, address.Password, address.Database));
    }

    private static NpgsqlConnectionStringBuilder Address(string user) =>
        new() { Host = "db.example.com", Username = user, Password = "x", Database = "postgres" };
}
