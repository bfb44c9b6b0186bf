namespace Weir.Gateway.Tests;

public sealed class PlaceholderTests
{
    [Fact]
    public void Builds() => typeof(Weir.Core.Errors.ErrorCode).IsEnum.ShouldBeTrue();
}
