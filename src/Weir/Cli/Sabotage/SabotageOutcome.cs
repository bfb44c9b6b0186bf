namespace Weir.Cli.Sabotage;

/// <summary>What the tests made of a sabotage.</summary>
internal enum SabotageOutcome
{
    /// <summary>A test failed, as it must.</summary>
    Caught,

    /// <summary>All tests passed: a guard that nobody would miss.</summary>
    Survived,

    /// <summary>It does not compile, or its SQL does not: that is no sabotage.</summary>
    Broken,

    /// <summary>The tests did not end in time; a test has to fail instead.</summary>
    Hung,
}
