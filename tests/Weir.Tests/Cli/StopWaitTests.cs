using Weir.Cli.Down;
using Weir.State;

namespace Weir.Tests.Cli;

/// <summary><c>weir down</c> waits for as long as a stop may take, and says for what. The process that stops is this one.</summary>
public sealed class StopWaitTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"weir-test-{Guid.CreateVersion7():N}");
    private readonly SteppedTime _time = new();
    private readonly Steps _steps = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private StateFolder State => StateFolder.At(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_slow_stop_is_waited_for_and_each_step_is_told_once()
    {
        var taken = await State.TakeAsync(Token);
        var wait = new StopWait(State, _time).RunAsync(Environment.ProcessId, _steps, Token);
        foreach (var step in (string[])["calls in flight", "PostgreSQL"])
        {
            State.SayStopping(step);
            (await _steps.Told.Reader.ReadAsync(Token)).ShouldBe(step);
            _time.Advance(StopWait.Patience / 2);
        }
        wait.IsCompleted.ShouldBeFalse();

        taken.Dispose();

        await wait;
        _steps.Told.Reader.TryRead(out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("PostgreSQL writes what it holds.", "It was last at: PostgreSQL writes what it holds.")]
    [InlineData(null, "It was last at: its start, which has to end first.")]
    public async Task One_that_does_not_stop_is_given_up_with_what_it_was_at(string? step, string told)
    {
        using var taken = await State.TakeAsync(Token);
        if (step is not null) State.SayStopping(step);
        _time.Each = TimeSpan.FromSeconds(100);

        var failure = await Should.ThrowAsync<CommandFailedException>(
            () => new StopWait(State, _time).RunAsync(Environment.ProcessId, _steps, Token));

        failure.Message.ShouldContain(told);
        failure.Message.ShouldContain($"kill -9 {Environment.ProcessId}");
    }

    [Fact]
    public async Task What_the_one_before_was_at_is_forgotten()
    {
        using (await State.TakeAsync(Token)) State.SayStopping("PostgreSQL");

        using var taken = await State.TakeAsync(Token);

        State.StoppingStep().ShouldBeNull();
    }

    /// <summary>Moves only when told, or by a step whenever it is asked.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private long _ticks;

        public TimeSpan Each { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, Each.Ticks);
    }

    private sealed class Steps : IProgress<string>
    {
        public System.Threading.Channels.Channel<string> Told { get; } =
            System.Threading.Channels.Channel.CreateUnbounded<string>();

        public void Report(string value) => Told.Writer.TryWrite(value);
    }
}
