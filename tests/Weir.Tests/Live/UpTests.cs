using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Npgsql;
using Weir.Data.Connections;

namespace Weir.Tests.Live;

[Trait("Size", "Live")]
public sealed class UpTests : IAsyncDisposable
{
    private readonly LocalInstallation _weir = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _weir.DisposeAsync();

    [Fact]
    public async Task From_nothing_to_a_call_and_down_again()
    {
        var (exitCode, banner, errors) = await _weir.UpAsync();
        exitCode.ShouldBe(0, errors);
        banner.ShouldContain($"http://127.0.0.1:{_weir.Port}");
        banner.ShouldContain("dev@example.com");
        await TheCallOfTheBannerWorksAsync(banner);
        await StatusHasTheMembersOfTheContractAsync();
        SecretsAreTheOwners();

        (await AllowedOriginAsync("/v1/me", "http://localhost:5173")).ShouldBe("http://localhost:5173");
        (await AllowedOriginAsync("/v1/me", "https://elsewhere.example.com")).ShouldBeNull();
        (await AllowedOriginAsync("/auth/v1/token", "https://elsewhere.example.com")).ShouldBe("*");

        var second = await _weir.UpAsync();
        second.ExitCode.ShouldBe(1);
        second.Errors.ShouldContain($"already runs on this state folder: http://127.0.0.1:{_weir.Port}");

        var token = await _weir.RunAsync("token", "--email", "reader@example.com", "--sign-up", "--ttl", "5m");
        token.ExitCode.ShouldBe(0, token.Errors);
        (await GetMeAsync(token.Output.Trim())).ShouldBe(HttpStatusCode.OK);
        (await _weir.RunAsync("token", "--email", "nobody@example.com")).Errors.ShouldContain("There is no account");

        (await _weir.RunAsync("audit", "--json")).Output.ShouldContain("\"ok\": true");
        var doctor = await _weir.RunAsync("doctor", "--json");
        doctor.ExitCode.ShouldBe(0, doctor.Output);

        var down = await _weir.RunAsync("down");
        (down.ExitCode, down.Output.Trim()).ShouldBe((0, "Weir has stopped."));
        (await File.ReadAllTextAsync(Path.Combine(_weir.State, "server.log"), Token)).ShouldContain("Calls in flight are finished first");
        (await _weir.RunAsync("status")).ExitCode.ShouldBe(1);
        (await _weir.RunAsync("down")).Output.Trim().ShouldBe("Weir does not run.");
        PostgresLog().ShouldContain("database system is shut down");
    }

    [Fact]
    public async Task A_killed_server_takes_its_database_along_and_the_next_up_finds_everything()
    {
        (await _weir.UpAsync()).ExitCode.ShouldBe(0);
        var before = await _weir.StatusAsync();
        var minted = await _weir.RunAsync("token", "--email", "kept@example.com", "--sign-up");
        (await GetMeAsync(minted.Output.Trim())).ShouldBe(HttpStatusCode.OK);
        var address = ConnectionUrl.Parse(before.GetProperty("database_url").GetString()!);

        using (var server = System.Diagnostics.Process.GetProcessById(_weir.Process)) server.Kill();
        await EndsAsync(address);

        var (exitCode, _, errors) = await _weir.UpAsync();
        exitCode.ShouldBe(0, errors);
        (await GetMeAsync(minted.Output.Trim())).ShouldBe(HttpStatusCode.OK);
        (await _weir.StatusAsync()).GetProperty("anon_key").GetString().ShouldBe(
            before.GetProperty("anon_key").GetString());
        (await _weir.RunAsync("token", "--email", "kept@example.com")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_killed_database_is_started_again_under_the_running_server()
    {
        (await _weir.UpAsync()).ExitCode.ShouldBe(0);
        var minted = await _weir.RunAsync("token", "--email", "kept@example.com", "--sign-up");
        var home = await File.ReadAllTextAsync(Path.Combine(_weir.State, "postgres", "location"), Token);
        var postmaster = (await File.ReadAllLinesAsync(Path.Combine(home, "data", "postmaster.pid"), Token))[0];

        using (
            var process =
                System.Diagnostics.Process.GetProcessById(int.Parse(postmaster, CultureInfo.InvariantCulture)))
            process.Kill();

        var answer = HttpStatusCode.ServiceUnavailable;
        for (var attempt = 0; attempt < 300 && answer != HttpStatusCode.OK; attempt++)
        {
            await Task.Delay(100, Token);
            answer = await GetMeAsync(minted.Output.Trim());
        }
        answer.ShouldBe(HttpStatusCode.OK);
        (await File.ReadAllTextAsync(Path.Combine(_weir.State, "server.log"), Token)).ShouldContain(
            "it is started again");
    }

    [Fact]
    public async Task A_taken_port_is_named_before_anything_is_started()
    {
        using var listener = new TcpListener(IPAddress.Loopback, _weir.Port);
        listener.Start();
        var (exitCode, _, errors) = await _weir.UpAsync();
        exitCode.ShouldBe(1);
        errors.ShouldContain($"Port {_weir.Port} is in use");
        errors.ShouldContain("--port");
    }

    [Fact]
    public async Task A_state_folder_of_another_version_is_left_alone()
    {
        Directory.CreateDirectory(_weir.State);
        await File.WriteAllTextAsync(Path.Combine(_weir.State, "version"), "99", Token);
        var (exitCode, _, errors) = await _weir.UpAsync();
        exitCode.ShouldBe(1);
        errors.ShouldContain("made by another version of Weir");
        errors.ShouldContain("--state DIR");
        (await File.ReadAllTextAsync(Path.Combine(_weir.State, "version"), Token)).ShouldBe("99");
    }

    [Fact]
    public async Task A_start_that_fails_says_why()
    {
        var (exitCode, _, errors) = await _weir.UpAsync("--blueprint", "no-such-blueprint");
        exitCode.ShouldBe(1);
        errors.ShouldContain("no-such-blueprint");
        (await _weir.RunAsync("status")).ExitCode.ShouldBe(1);
    }

    private static async Task TheCallOfTheBannerWorksAsync(string banner)
    {
        var begin = banner.IndexOf("curl ", StringComparison.Ordinal);
        var command = banner[begin..banner.IndexOf("`./weir status`", StringComparison.Ordinal)];
        using var shell = System.Diagnostics.Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", command])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        var answer = await shell.StandardOutput.ReadToEndAsync(Token);
        await shell.WaitForExitAsync(Token);
        answer.ShouldContain("\"status\":\"completed\"");
    }

    private async Task StatusHasTheMembersOfTheContractAsync()
    {
        var status = await _weir.StatusAsync();
        status.EnumerateObject().Select(member => member.Name).ShouldBe(
            ["url", "database_url", "anon_key", "service_role_key", "weir_service_key", "admin_key", "sandbox"]);
        status.GetProperty("sandbox").EnumerateObject().Select(member => member.Name).ShouldBe(
            ["provider_url", "stripe_webhook_secret", "lemonsqueezy_webhook_secret"]);
        status.GetProperty("weir_service_key").GetString()!.ShouldStartWith("wk_");
        status.GetProperty("sandbox").GetProperty("stripe_webhook_secret").GetString()!.ShouldStartWith("whsec_");
        await using var database = NpgsqlDataSource.Create(
            ConnectionUrl.Parse(status.GetProperty("database_url").GetString()!));
        await using var command = database.CreateCommand("select rolsuper from pg_roles where rolname = current_user");
        (await command.ExecuteScalarAsync(Token)).ShouldBe(false);
    }

    private void SecretsAreTheOwners()
    {
        foreach (var name in new[] { "secrets.json", "running.json", "server.log", "postgres/password" })
        {
            File.GetUnixFileMode(Path.Combine(_weir.State, name))
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, name);
        }
    }

    private async Task<HttpStatusCode> GetMeAsync(string token)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.GetAsync(new Uri($"http://127.0.0.1:{_weir.Port}/v1/me"), Token);
        return response.StatusCode;
    }

    private async Task<string?> AllowedOriginAsync(string path, string origin)
    {
        using var http = new HttpClient();
        using var preflight = new HttpRequestMessage(
            HttpMethod.Options, new Uri($"http://127.0.0.1:{_weir.Port}{path}"));
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        using var response = await http.SendAsync(preflight, Token);
        return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null;
    }

    private string PostgresLog()
    {
        var home = File.ReadAllText(Path.Combine(_weir.State, "postgres", "location"));
        return File.ReadAllText(Path.Combine(home, "postgres.log"));
    }

    // Nobody stops the database but the kernel, which closes the killed server's pipe.
    private static async Task EndsAsync(NpgsqlConnectionStringBuilder address)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(address.Host!, address.Port, Token);
            }
            catch (SocketException)
            {
                return;
            }
            await Task.Delay(50, Token);
        }
        throw new TimeoutException("The database outlived its server.");
    }
}
