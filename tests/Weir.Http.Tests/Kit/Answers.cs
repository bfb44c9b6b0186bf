using System.Text.Json;

namespace Weir.Http.Tests.Kit;

internal static class Answers
{
    /// <summary>The problem in an answer, after checking what every problem has.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response)
    {
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.ShouldNotContain(Canary.Text);
        var problem = JsonDocument.Parse(text).RootElement.Clone();
        problem.GetProperty("status").GetInt32().ShouldBe((int)response.StatusCode);
        problem.GetProperty("request_id").GetString().ShouldBe(response.Headers.GetValues("Weir-Request-Id").Single());
        return problem;
    }

    public static async Task<string?> CodeAsync(this HttpResponseMessage response) =>
        (await response.ProblemAsync()).GetProperty("code").GetString();
}
