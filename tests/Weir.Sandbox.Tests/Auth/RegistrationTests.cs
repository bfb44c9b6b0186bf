using Microsoft.Extensions.DependencyInjection;
using Weir.Core.Deployment;
using Weir.Sandbox.Auth;
using Weir.Sandbox.Auth.Mint;

namespace Weir.Sandbox.Tests.Auth;

public sealed class RegistrationTests
{
    [Fact]
    public void Production_refuses_the_sandbox()
    {
        var options = Fit();
        options.Mode = WeirMode.Production;

        Should.Throw<InvalidOperationException>(() => new ServiceCollection().AddSandboxAuth(options));
        Should.Throw<InvalidOperationException>(() => SandboxTokenMint.Create(options, TimeProvider.System));
        new SandboxAuthOptions().Mode.ShouldBe(WeirMode.Production);
    }

    [Fact]
    public void Every_fault_of_the_options_is_named_at_once()
    {
        var options = new SandboxAuthOptions { Mode = WeirMode.Development, Url = "http://host/path", MinimumPasswordLength = 0 };
        options.Limits.Burst = 0;

        var message = Should.Throw<ArgumentException>(() => new ServiceCollection().AddSandboxAuth(options)).Message;

        foreach (var member in (string[])["ConnectionString", "Url", "StateFolder", "AnonKey", "ServiceRoleKey", "MinimumPasswordLength", "Limits.Burst"])
            message.ShouldContain(member + " is ");
    }

    [Fact]
    public void Fit_options_are_taken() => new ServiceCollection().AddSandboxAuth(Fit()).ShouldNotBeEmpty();

    private static SandboxAuthOptions Fit() => new()
    {
        Mode = WeirMode.Development,
        ConnectionString = "Host=localhost",
        Url = "http://127.0.0.1:8787",
        StateFolder = "state",
        AnonKey = AuthServer.AnonKey,
        ServiceRoleKey = AuthServer.ServiceRoleKey,
    };
}
