namespace Weir.Cli.Demo;

/// <summary>One step of the story.</summary>
internal interface IDemoScene
{
    /// <summary>Its heading.</summary>
    string Title { get; }

    /// <summary>Plays it; what later scenes need stays on the stage.</summary>
    /// <exception cref="CommandFailedException">The story cannot go on.</exception>
    Task PlayAsync(DemoStage stage, CancellationToken cancellationToken);
}
