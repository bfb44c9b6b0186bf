namespace Weir.Conformance.Tests;

public sealed class PlaceholderTests
{
    [Fact]
    public void Builds() => typeof(Weir.Core.Errors.ErrorCode).IsEnum.ShouldBeTrue();
}
