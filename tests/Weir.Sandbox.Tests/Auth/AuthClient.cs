using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Weir.Sandbox.Tests.Auth;

/// <summary>Calls as supabase-js makes them: project key, bearer, API version. Redirects are not followed.</summary>
internal sealed class AuthClient(Uri url) : IDisposable
{
    public const string Password = "correct horse battery";

    private static int s_users;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = url };

    public static string NewEmail() => $"user{Interlocked.Increment(ref s_users)}@example.test";

    public Task<AuthAnswer> PostAsync(string path, object body, string? bearer = null) =>
        SendAsync(HttpMethod.Post, path, body, bearer);

    public Task<AuthAnswer> GetAsync(string path, string? bearer = null) => SendAsync(HttpMethod.Get, path, null, bearer);

    public Task<AuthAnswer> AdminAsync(HttpMethod method, string path, object? body = null) =>
        SendAsync(method, path, body, AuthServer.ServiceRoleKey);

    public Task<AuthAnswer> SendAsync(HttpMethod method, string path, object? body, string? bearer)
    {
        var request = new HttpRequestMessage(method, "/auth/v1" + path);
        request.Headers.Add("apikey", AuthServer.AnonKey);
        request.Headers.Add("X-Supabase-Api-Version", "2024-01-01");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer ?? AuthServer.AnonKey);
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        return SendAsync(request);
    }

    public async Task<AuthAnswer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return new AuthAnswer(response.StatusCode, response.Headers, text);
        }
    }

    public async Task<AuthAnswer> SignUpAsync(string? email = null, string password = Password) =>
        (await PostAsync("/signup", new { email = email ?? NewEmail(), password, data = new { } })).ShouldSucceed();

    public Task<AuthAnswer> SignInAsync(string email, string password = Password) =>
        PostAsync("/token?grant_type=password", new { email, password });

    public Task<AuthAnswer> RefreshAsync(string token) =>
        PostAsync("/token?grant_type=refresh_token", new { refresh_token = token });

    public Task<AuthAnswer> UserAsync(string accessToken) => GetAsync("/user", accessToken);

    public Task<AuthAnswer> UpdateAsync(string accessToken, object change) =>
        SendAsync(HttpMethod.Put, "/user", change, accessToken);

    /// <summary>The newest mail to an address, which there must be.</summary>
    public async Task<Mail> MailAsync(string email) => (await MailsAsync(email))[^1];

    public async Task<IReadOnlyList<Mail>> MailsAsync(string email)
    {
        var answer = await SendAsync(
            new HttpRequestMessage(HttpMethod.Get, $"/sandbox/inbox?email={Uri.EscapeDataString(email)}"));
        return [.. answer.ShouldSucceed().Json.EnumerateArray().Select(Mail.Read)];
    }

    /// <summary>Opens a mail's link as a browser would, and answers where it leads.</summary>
    public async Task<Uri> OpenAsync(Mail mail)
    {
        var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, mail.Link.PathAndQuery));
        ((int)answer.Status).ShouldBe(303, answer.Text);
        return answer.Headers.Location.ShouldNotBeNull();
    }

    public void Dispose() => _http.Dispose();
}
