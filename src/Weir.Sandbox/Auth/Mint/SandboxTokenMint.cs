using System.Text.Json;
using Weir.Sandbox.Auth.Keys;
using Weir.Sandbox.Auth.Sessions;
using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Mint;

/// <summary>
/// Access tokens without a sign-in, for tools on the machine that holds the state folder. Each has a session of its own,
/// so that <c>GET /user</c>, refresh and sign-out work with it.
/// </summary>
public sealed class SandboxTokenMint : IAsyncDisposable
{
    private const string AdministratorRole = "admin";

    private readonly AuthDatabase _database;
    private readonly bool _ownsDatabase;
    private readonly SessionIssuer _sessions;
    private readonly Passwords _passwords;
    private readonly SandboxAuthOptions _options;
    private readonly TimeProvider _time;

    internal SandboxTokenMint(
        AuthDatabase database, SessionIssuer sessions, Passwords passwords, SandboxAuthOptions options, TimeProvider time,
        bool ownsDatabase)
    {
        _database = database;
        _sessions = sessions;
        _passwords = passwords;
        _options = options;
        _time = time;
        _ownsDatabase = ownsDatabase;
    }

    /// <summary>A mint for a process that serves nothing, such as a command. Refuses production, as the sandbox does.</summary>
    public static SandboxTokenMint Create(SandboxAuthOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.ThrowIfUnfit();
        var keyring = SandboxKeyring.Open(options.StateFolder);
        return new SandboxTokenMint(
            new AuthDatabase(options.ConnectionString),
            new SessionIssuer(keyring, options, time),
            new Passwords(options),
            options,
            time,
            ownsDatabase: true);
    }

    /// <summary>Mints a token, and makes the account first where asked.</summary>
    public async Task<MintResult> MintAsync(MintRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var lifetime = request.Lifetime ?? _options.AccessTokenLifetime;
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.FromSeconds(1), nameof(request));
        if (EmailAddress.Normalise(request.Email) is not { } email) return MintResult.Refused(MintStatus.InvalidEmail);
        if (request.Password is not null && _passwords.Refuse(request.Password) is not null)
            return MintResult.Refused(MintStatus.InvalidPassword);

        await using var work = await _database.BeginAsync(cancellationToken);
        var signedUp = request.SignUp && await SignUpAsync(work, email, request.Password, cancellationToken);
        if (await work.FindUserAsync(email, cancellationToken) is not { } user)
            return MintResult.Refused(MintStatus.UnknownUser);
        if (request.Role == AdministratorRole) await MakeAdministratorAsync(work, user.Id, cancellationToken);
        var opened = await _sessions.OpenAsync(work, user.Id, "otp", ClientInfo.None, cancellationToken);
        if (opened is null) return MintResult.Refused(MintStatus.Banned);
        var minted = await SignAsync(work, user.Id, opened, request.Role, lifetime, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return new MintResult(
            MintStatus.Minted,
            new MintedToken(user.Id, email, minted.Token, minted.Expires, opened.RefreshToken, signedUp));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() =>
        // In a server the container owns the connections, and disposes of them.
        _ownsDatabase ? _database.DisposeAsync() : ValueTask.CompletedTask;

    private Task<bool> SignUpAsync(Work work, string email, string? password, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var user = new NewUser
        {
            Id = Guid.CreateVersion7(now),
            Email = email,
            PasswordHash = password is null ? null : _passwords.Hash(password),
            Confirmed = true,
        };
        return work.CreateUserAsync(user, now, cancellationToken);
    }

    private async Task MakeAdministratorAsync(Work work, Guid userId, CancellationToken cancellationToken)
    {
        var metadata = JsonSerializer.SerializeToElement(new { weir_role = AdministratorRole });
        await work.UpdateUserAsync(
            userId, new UserChange { AppMetadata = metadata }, _time.GetUtcNow(), cancellationToken);
    }

    private async Task<(string Token, DateTimeOffset Expires)> SignAsync(
        Work work, Guid userId, SessionJson opened, string? role, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var user = await work.FindUserAsync(userId, cancellationToken)
            ?? throw new InvalidOperationException("The account vanished inside its own transaction.");
        var session = await work.ReadSessionAsync(opened.SessionId, _time.GetUtcNow(), cancellationToken)
            ?? throw new InvalidOperationException("The session vanished inside its own transaction.");
        var claimed = role is null or AdministratorRole ? user.Role : role;
        return _sessions.AccessTokenFor(user, session, claimed, lifetime);
    }
}
