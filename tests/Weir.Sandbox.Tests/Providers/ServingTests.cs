using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Weir.Core.Deployment;
using Weir.Sandbox.Providers;

namespace Weir.Sandbox.Tests.Providers;

/// <summary>Registration, pace, and large inputs.</summary>
public sealed class ServingTests
{
    [Fact]
    public void Production_has_no_stand_ins() =>
        Should.Throw<InvalidOperationException>(() => new ServiceCollection().AddSandboxProviders(new SandboxProviderOptions()));

    [Fact]
    public void Every_wrong_setting_is_named()
    {
        var options = new SandboxProviderOptions
        {
            Mode = WeirMode.Development,
            OpenAiKeys = ["short"],
            FirstByteDelay = TimeSpan.FromSeconds(-1),
            DeltaPace = TimeSpan.FromHours(1),
            CallsKept = 0,
        };
        var message = Should.Throw<ArgumentException>(() => new ServiceCollection().AddSandboxProviders(options)).Message;
        foreach (var name in new[] { "OpenAiKeys", "FirstByteDelay", "DeltaPace", "CallsKept" }) message.ShouldContain(name);
    }

    [Fact]
    public async Task Answers_take_a_moment_as_a_provider_does()
    {
        await using var server = await ProviderServer.StartAsync(options =>
        {
            options.FirstByteDelay = TimeSpan.FromMilliseconds(100);
            options.DeltaPace = TimeSpan.FromMilliseconds(2);
        });
        var watch = Stopwatch.StartNew();
        var events = await server.StreamAsync(Calls.Body(stream: true));
        watch.ElapsedMilliseconds.ShouldBeGreaterThan(100 + events.Count - 15);
    }

    [Fact]
    public async Task A_long_chapter_is_summarised_at_once()
    {
        await using var server = await ProviderServer.StartAsync();
        await server.AnswerAsync(Calls.Body());
        var text = string.Concat(Enumerable.Repeat(Books.Chapter + "\n\n", 18));
        text.Length.ShouldBeGreaterThan(200_000);
        var watch = Stopwatch.StartNew();
        var response = await server.AnswerAsync(Calls.Body(text));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        response.GetProperty("usage").GetProperty("input_tokens").GetInt32().ShouldBeInRange(45_000, 60_000);
    }

    [Fact]
    public async Task An_act_of_sixty_long_chapters_is_taken()
    {
        await using var server = await ProviderServer.StartAsync();
        var chapter = string.Concat(Enumerable.Repeat(Calls.Story + " ", 60));
        var chapters = Enumerable.Range(1, 60).Select(i => $"<chapter title=\"Part {i}\">{chapter}</chapter>");
        var body = Calls.Body(string.Concat(chapters));
        body["max_output_tokens"] = 3_000;
        var text = WireFormatTests.TextOf(await server.AnswerAsync(body));
        for (var i = 1; i <= 60; i++) text.ShouldContain($"Part {i}: ");
    }
}
